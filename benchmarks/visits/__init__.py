"""A visitor without a browser: the app's own protocol, the app's server and a bare page."""
