"""What the dashboard costs, side by side with what one would otherwise run."""
