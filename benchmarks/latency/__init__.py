"""How long the browser waits for an answer, against a bare page with the same charts."""
