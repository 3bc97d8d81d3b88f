"""The workbook that calculates, one file a sheet."""
