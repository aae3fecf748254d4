"""Signs that data or work want a second look: never a verdict on anybody."""
