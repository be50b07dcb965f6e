"""One module per noun: each function loads, calls one verb and answers with a shape."""
