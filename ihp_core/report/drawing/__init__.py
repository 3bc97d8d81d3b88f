"""How every chart is drawn."""
