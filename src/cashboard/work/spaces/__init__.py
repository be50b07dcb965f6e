"""The places of work: workspace, folder, space and the statuses of a space."""
