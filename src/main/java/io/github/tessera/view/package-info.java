/** What people look at: overlays, plots, tables and pictures. Imports everything above it, and of ImageJ whatever it needs; only commands import it. */
package io.github.tessera.view;
