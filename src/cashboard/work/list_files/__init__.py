"""Lists as companies export them (CSV, XLSX, XLS, ODS): numbered rows, and rows to mend. No Django here."""
