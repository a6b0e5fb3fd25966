/** How far a task is, and whether the user has cancelled it. Imports nothing of Tessera; everything may import it. */
package io.github.tessera.progress;
