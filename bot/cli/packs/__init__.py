"""Commands for whoever brings a pack or looks after one: `new`, `import-faq`, `review`."""
