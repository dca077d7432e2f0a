"""Facts about people and bodies: who spoke, for whom, in what post, who is a member."""
