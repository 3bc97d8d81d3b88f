"""The delivery report of a month or a year: paper, workbook, tables for other programs."""
