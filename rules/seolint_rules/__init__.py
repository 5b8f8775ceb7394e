"""The built-in pack: one file for each rule, one folder for each family."""
