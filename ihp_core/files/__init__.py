"""What is saved and opened again: project, link, schema, tables of sites, settings."""
