"""What the practices share: screens, dialogs, forms, lists and the widgets in them."""
