"""Pictures and documents of an assessment; loads its drawing libraries only when asked for one."""
