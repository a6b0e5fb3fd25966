package io.github.tessera.postprocess;

import io.github.tessera.progress.Progress;
import java.util.Arrays;

/**
 * The minimum cut of a grid of pixels that are linked to their eight neighbours, to a source and to a sink: Y. Boykov and V. Kolmogorov, "An
 * experimental comparison of min-cut/max-flow algorithms for energy minimization in vision", IEEE Transactions on Pattern Analysis and
 * Machine Intelligence 26, 2004.
 *
 * <p>A tree grows from the source and one from the sink, along links that can take more flow. Where they meet, flow is sent along the way
 * between; nodes that a full link cuts off, the orphans, look for another parent in their tree or leave it. Capacities are whole numbers,
 * so that no rounding adds up. Directions are those of {@link MarkovEnergy}.
 */
final class GridCut {
    /** What it keeps for each pixel, about. */
    static final long BYTES = 60;

    private static final int LINKS = MarkovEnergy.NEIGHBOURS;
    private static final int LAST = LINKS - 1;

    private static final byte FREE = 0;
    private static final byte SOURCE = 1;
    private static final byte SINK = 2;

    /** Parents that are no direction. */
    private static final byte TERMINAL = 8;

    private static final byte NONE = 9;

    private static final int NOWHERE = -1;
    private static final int OFTEN = 1 << 8;

    private final int width;
    private final int rowLength;
    private final int[] offset;
    /** (nodes, 8): how much more flow the link from a node in a direction can take. */
    private final int[] capacity;
    /** How much more the source can give (above 0), or the sink take (below 0). */
    private final int[] excess;

    private final byte[] tree;
    private final byte[] parent;
    /** Links to the root, as they were at the time when that was looked up. */
    private final int[] distance;

    private final int[] time;
    private final boolean[] waits;
    private final IntQueue active = new IntQueue();
    private final IntQueue orphans = new IntQueue();
    private int now;

    /** A grid without links. */
    GridCut(int width, int height) {
        this.width = width;
        // A frame of nodes without links around the pixels saves asking where the image ends.
        rowLength = width + 2;
        int nodes = Math.multiplyExact(rowLength, height + 2);
        offset = MarkovEnergy.offsets(rowLength);
        capacity = new int[Math.multiplyExact(nodes, LINKS)];
        excess = new int[nodes];
        tree = new byte[nodes];
        parent = new byte[nodes];
        distance = new int[nodes];
        time = new int[nodes];
        waits = new boolean[nodes];
    }

    private int node(int pixel) {
        return (pixel / width + 1) * rowLength + pixel % width + 1;
    }

    /** Links a pixel to its neighbour in a direction; the link back is set by the neighbour. */
    void link(int pixel, int direction, int most) {
        capacity[node(pixel) * LINKS + direction] = most;
    }

    /** Links a pixel to the source by a capacity above 0, or to the sink by one below 0. */
    void terminal(int pixel, int most) {
        excess[node(pixel)] = most;
    }

    /** Whether a pixel is on the sink's side after {@link #run}; of all minimum cuts that with the fewest such pixels. */
    boolean isSink(int pixel) {
        return tree[node(pixel)] == SINK;
    }

    /** Sends as much flow as goes. */
    void run(Progress progress) {
        plant();
        int node = NOWHERE;
        for (int steps = 0; ; steps++) {
            if (steps % OFTEN == 0) {
                progress.check();
            }
            if (node == NOWHERE || tree[node] == FREE) {
                node = nextActive();
                if (node == NOWHERE) {
                    return;
                }
            }
            int direction = grow(node);
            if (direction == NOWHERE) {
                node = NOWHERE;
            } else {
                now++;
                if (tree[node] == SOURCE) {
                    augment(node, direction);
                } else {
                    augment(node + offset[direction], LAST - direction);
                }
                while (!orphans.isEmpty()) {
                    adopt(orphans.take());
                }
            }
        }
    }

    private void plant() {
        Arrays.fill(parent, NONE);
        for (int i = 0; i < excess.length; i++) {
            if (excess[i] != 0) {
                tree[i] = excess[i] > 0 ? SOURCE : SINK;
                parent[i] = TERMINAL;
                distance[i] = 1;
                activate(i);
            }
        }
    }

    private void activate(int node) {
        if (!waits[node]) {
            waits[node] = true;
            active.add(node);
        }
    }

    private int nextActive() {
        while (!active.isEmpty()) {
            int node = active.take();
            waits[node] = false;
            if (tree[node] != FREE) {
                return node;
            }
        }
        return NOWHERE;
    }

    /** How much more can flow between a node and its neighbour, away from the source or towards the sink that the tree is rooted in. */
    private int rest(byte side, int node, int direction) {
        return side == SOURCE
                ? capacity[node * LINKS + direction]
                : capacity[(node + offset[direction]) * LINKS + LAST - direction];
    }

    /** Takes free neighbours into the tree; returns the direction in which the other tree lies, if it does. */
    private int grow(int node) {
        byte side = tree[node];
        for (int d = 0; d < LINKS; d++) {
            if (rest(side, node, d) > 0) {
                int other = node + offset[d];
                if (tree[other] == FREE) {
                    tree[other] = side;
                    hang(other, LAST - d, node);
                    activate(other);
                } else if (tree[other] != side) {
                    return d;
                } else if (time[other] <= time[node] && distance[other] > distance[node]) {
                    hang(other, LAST - d, node); // A shorter way to the root, as far as is known.
                }
            }
        }
        return NOWHERE;
    }

    private void hang(int child, int direction, int node) {
        parent[child] = (byte) direction;
        time[child] = time[node];
        distance[child] = distance[node] + 1;
    }

    /** Sends what goes through a link from the source's tree to the sink's. */
    private void augment(int node, int direction) {
        int other = node + offset[direction];
        int link = node * LINKS + direction;
        int flow = Math.min(capacity[link], Math.min(least(node, SOURCE), least(other, SINK)));
        capacity[link] -= flow;
        capacity[other * LINKS + LAST - direction] += flow;
        send(node, SOURCE, flow);
        send(other, SINK, flow);
    }

    /** How much can flow between a node and the root of its tree. */
    private int least(int node, byte side) {
        int least = Integer.MAX_VALUE;
        int i = node;
        while (parent[i] != TERMINAL) {
            int up = i + offset[parent[i]];
            least = Math.min(least, rest(side, up, LAST - parent[i]));
            i = up;
        }
        return Math.min(least, Math.abs(excess[i]));
    }

    private void send(int node, byte side, int flow) {
        int i = node;
        while (parent[i] != TERMINAL) {
            int direction = parent[i];
            int up = i + offset[direction];
            int away = up * LINKS + LAST - direction;
            int back = i * LINKS + direction;
            capacity[away] += side == SOURCE ? -flow : flow;
            capacity[back] += side == SOURCE ? flow : -flow;
            if (capacity[side == SOURCE ? away : back] == 0) {
                orphan(i);
            }
            i = up;
        }
        excess[i] -= side == SOURCE ? flow : -flow;
        if (excess[i] == 0) {
            orphan(i);
        }
    }

    private void orphan(int node) {
        parent[node] = NONE;
        orphans.add(node);
    }

    /** Finds the parent of its tree that is nearest to the root, or frees the node and makes orphans of its children. */
    private void adopt(int node) {
        byte side = tree[node];
        int best = NOWHERE;
        int nearest = Integer.MAX_VALUE;
        for (int d = 0; d < LINKS; d++) {
            int other = node + offset[d];
            if (tree[other] == side && rest(side, other, LAST - d) > 0) {
                int links = links(other);
                if (links < nearest) {
                    nearest = links;
                    best = d;
                }
            }
        }
        if (best == NOWHERE) {
            free(node);
        } else {
            parent[node] = (byte) best;
            time[node] = now;
            distance[node] = nearest + 1;
        }
    }

    /** Links from a node to the root, the largest number if an orphan is between; those on the way remember it. */
    private int links(int node) {
        int count = 0;
        int i = node;
        while (time[i] != now && parent[i] < TERMINAL) {
            count++;
            i += offset[parent[i]];
        }
        if (parent[i] == NONE) {
            return Integer.MAX_VALUE;
        }
        if (time[i] != now) {
            time[i] = now;
            distance[i] = 1;
        }
        int links = count + distance[i];
        int left = links;
        for (i = node; time[i] != now; i += offset[parent[i]]) {
            time[i] = now;
            distance[i] = left--;
        }
        return links;
    }

    private void free(int node) {
        byte side = tree[node];
        for (int d = 0; d < LINKS; d++) {
            int other = node + offset[d];
            if (tree[other] == side) {
                if (rest(side, other, LAST - d) > 0) {
                    activate(other);
                }
                if (parent[other] == LAST - d) {
                    orphan(other);
                }
            }
        }
        tree[node] = FREE;
        parent[node] = NONE;
    }
}
