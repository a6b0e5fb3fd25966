/**
 * The commands under Plugins &gt; Tessera, and what carries them: entry, macro options, dialog, outputs, messages. Thin: parameters, one
 * call, outputs. Nothing of Tessera may import it; SciJava lives here only.
 */
package io.github.tessera.command;
