/** How good labels are: one confusion matrix, and measures that are functions of it. Imports progress; network and everything below may import it. */
package io.github.tessera.metric;
