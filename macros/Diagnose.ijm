// Writes to the log what people in the forum need to help you: versions, device, memory, libraries, and how fast a training step is.

run("Tessera Diagnose...", "step=true paths=false");
