package labwire.netlab.time;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The randomness of a lab: from one seed, a stream for each component by its name, so that adding a host does not shift
 * the numbers of the others.
 */
public final class RandomStreams {
    private final long seed;

    public RandomStreams(long seed) {
        this.seed = seed;
    }

    public long seed() {
        return seed;
    }

    /** A new stream; the same name gives the same numbers from the start. */
    public RandomGenerator stream(String component) {
        return new SplittableRandom(seedFor(component));
    }

    /** The seed of a component's stream, for components that make their own. */
    public long seedFor(String component) {
        // FNV-1a over the name, then the finalizer of MurmurHash3 to spread neighbouring seeds.
        long hash = 0xcbf29ce484222325L ^ seed;
        for (int i = 0; i < component.length(); i++) {
            hash = (hash ^ component.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }
}
