package labwire.smtp.disk;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A file or folder of the simulated disk: what is seen now, and what a crash would leave of it. */
sealed interface SimulatedNode {

    /** Goes back to what was synced, or to something between that and now, as the dice say (false: forgotten). */
    void crash(RandomGenerator dice);

    /** Counts the names of each file anew; returns the octets of file contents in and below this node, each once. */
    default long countNames() {
        forgetNames();
        return addNames();
    }

    void forgetNames();

    /** @return octets of files that had no name before */
    long addNames();

    final class SimulatedFolder implements SimulatedNode {

        private final TreeMap<String, SimulatedNode> children = new TreeMap<>();
        /** Names changed since the last sync, with what they led to then. */
        private final TreeMap<String, Optional<SimulatedNode>> before = new TreeMap<>();

        @Nullable
        SimulatedNode get(String name) {
            return children.get(name);
        }

        void put(String name, SimulatedNode node) {
            before.putIfAbsent(name, Optional.ofNullable(children.get(name)));
            children.put(name, node);
        }

        void remove(String name) {
            before.putIfAbsent(name, Optional.ofNullable(children.get(name)));
            children.remove(name);
        }

        List<String> names() {
            return List.copyOf(children.keySet());
        }

        void sync() {
            before.clear();
        }

        @Override
        public void crash(RandomGenerator dice) {
            before.forEach((name, node) -> {
                if (!dice.nextBoolean()) {
                    node.ifPresentOrElse(old -> children.put(name, old), () -> children.remove(name));
                }
            });
            before.clear();
            children.values().forEach(child -> child.crash(dice));
        }

        @Override
        public void forgetNames() {
            children.values().forEach(SimulatedNode::forgetNames);
        }

        @Override
        public long addNames() {
            return children.values().stream().mapToLong(SimulatedNode::addNames).sum();
        }
    }

    final class SimulatedFile implements SimulatedNode {

        private byte[] data = new byte[0];
        private int size;
        private int synced;
        /** Hard links to it, its first name among them. */
        private int names = 1;
        /**
         * What is on the disk, where that is no longer a prefix of {@link #data}: a file cut or written over and not yet
         * synced.
         */
        private byte @Nullable [] beforeCut;

        int size() {
            return size;
        }

        byte[] read(int offset, int length) {
            return Arrays.copyOfRange(data, offset, offset + length);
        }

        void append(byte[] more) {
            if (size + more.length > data.length) {
                data = Arrays.copyOf(data, Math.max(2 * data.length, size + more.length));
            }
            System.arraycopy(more, 0, data, size, more.length);
            size += more.length;
        }

        void overwrite(int offset, byte[] octets) {
            if (offset < synced && beforeCut == null) {
                beforeCut = Arrays.copyOf(data, synced);
            }
            System.arraycopy(octets, 0, data, offset, octets.length);
        }

        void truncate(int newSize) {
            if (newSize < synced && beforeCut == null) {
                beforeCut = Arrays.copyOf(data, synced);
            }
            size = Math.min(size, newSize);
        }

        void sync() {
            synced = size;
            beforeCut = null;
        }

        @Override
        public void crash(RandomGenerator dice) {
            if (beforeCut != null) {
                if (!dice.nextBoolean()) {
                    data = beforeCut;
                    size = data.length;
                }
            } else if (size > synced) {
                int kept = dice.nextBoolean() ? dice.nextInt(size - synced + 1) : 0;
                size = synced + kept;
                if (kept > 0 && dice.nextBoolean()) {
                    int rubbish = dice.nextInt(kept) + 1;
                    Arrays.fill(data, size - rubbish, size, (byte) 0);
                }
            }
            sync();
        }

        void addName() {
            names++;
        }

        /** @return whether it was the last */
        boolean removeName() {
            return --names == 0;
        }

        @Override
        public void forgetNames() {
            names = 0;
        }

        @Override
        public long addNames() {
            return names++ == 0 ? size : 0;
        }
    }
}
