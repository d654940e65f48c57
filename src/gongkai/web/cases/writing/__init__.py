"""From the seven questions to a decision: what is written, what it rests on, who reviewed it, and the step it becomes."""
