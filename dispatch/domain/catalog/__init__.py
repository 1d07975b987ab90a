"""The field's terms and codes as data. What a dispatcher, a school and a standard call things, in one place."""
