"""What the practices share: screens, dialogs, forms, lists and other widgets."""
