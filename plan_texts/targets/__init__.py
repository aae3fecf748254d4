"""From a clause to its targets: whose words are whose, what sets no target, which metric it is."""
