"""What leaves Levelset as files, in a published order, and how a later change is found."""
