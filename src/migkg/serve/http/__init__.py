"""Everything of HTTP around the routes: what a request goes through before one, and after."""
