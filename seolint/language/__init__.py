"""What is known of natural languages: words, sentences, syllables, readability."""
