"""The use case "answer a question": when to speak, what the conversation was about, and the reply."""
