"""The model beside the field's own tools: a CoolProp heat pump cycle and a pandapipes pipe.

Both tools are an optional extra (``make peers``). What they answered is committed beside, so
that the model is held against it where they are not installed.
"""
