"""Facts about instruments and documents: adopted, cited, in force, how many parties."""
