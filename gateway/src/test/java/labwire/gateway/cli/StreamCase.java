package labwire.gateway.cli;

import java.util.ArrayList;
import java.util.List;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.link.QueueDiscipline;
import labwire.netlab.link.QueueSettings;

/**
 * One set of conditions under which the lab and the kernel speak TCP.
 *
 * @param family 4 or 6
 * @param opener who connects
 * @param wire what it does to the frames, each way
 * @param mtu of both ends, in bytes
 * @param bytes that each side sends to the other
 */
record StreamCase(int family, Opener opener, Wire wire, int mtu, int bytes) {
    private static final QueueSettings MARKING = QueueSettings.PLAIN
            .withDiscipline(QueueDiscipline.CODEL)
            .withInterval(20_000_000)
            .withEcn(true);

    /** Who connects. */
    enum Opener {
        LAB,
        KERNEL
    }

    /** What lies between them. */
    enum Wire {
        WHOLE("0 % loss"),
        LOSS_1("1 % loss"),
        LOSS_5("5 % loss"),
        /** Slower than its ends, it tells them so (RFC 3168). */
        MARKS("marks for congestion");

        private final String words;

        Wire(String words) {
            this.words = words;
        }

        LinkSettings settings() {
            return switch (this) {
                case WHOLE -> LinkSettings.PLAIN;
                case LOSS_1 -> LinkSettings.PLAIN.withLoss(0.01);
                case LOSS_5 -> LinkSettings.PLAIN.withLoss(0.05);
                case MARKS -> LinkSettings.PLAIN.withRate(20_000_000).withQueue(MARKING);
            };
        }
    }

    /** IPv4 and IPv6, who connects, loss, MTU: all of them; and marks, for which the kernel asks when it connects. */
    static List<StreamCase> all(int bytes) {
        List<StreamCase> cases = new ArrayList<>();
        for (Wire wire : List.of(Wire.WHOLE, Wire.LOSS_1, Wire.LOSS_5)) {
            for (int mtu : new int[] {1280, 1450, 1500}) {
                for (int family : new int[] {4, 6}) {
                    for (Opener opener : Opener.values()) {
                        cases.add(new StreamCase(family, opener, wire, mtu, bytes));
                    }
                }
            }
        }
        cases.add(new StreamCase(4, Opener.KERNEL, Wire.MARKS, 1500, bytes));
        cases.add(new StreamCase(6, Opener.KERNEL, Wire.MARKS, 1450, bytes));
        return cases;
    }

    /** Each value of each condition, and each pair of most. */
    static List<StreamCase> some(int bytes) {
        return List.of(
                new StreamCase(4, Opener.KERNEL, Wire.WHOLE, 1500, bytes),
                new StreamCase(6, Opener.LAB, Wire.WHOLE, 1280, bytes),
                new StreamCase(6, Opener.KERNEL, Wire.LOSS_1, 1450, bytes),
                new StreamCase(4, Opener.LAB, Wire.LOSS_1, 1280, bytes),
                new StreamCase(6, Opener.LAB, Wire.LOSS_5, 1500, bytes),
                new StreamCase(4, Opener.KERNEL, Wire.LOSS_5, 1450, bytes),
                new StreamCase(4, Opener.KERNEL, Wire.MARKS, 1500, bytes),
                new StreamCase(6, Opener.KERNEL, Wire.MARKS, 1450, bytes));
    }

    static StreamCase parse(String text) {
        String[] words = text.split(" ", -1);
        return new StreamCase(
                Integer.parseInt(words[0]),
                Opener.valueOf(words[1]),
                Wire.valueOf(words[2]),
                Integer.parseInt(words[3]),
                Integer.parseInt(words[4]));
    }

    /** What {@link #parse} reads. */
    String encoded() {
        return family + " " + opener + " " + wire + " " + mtu + " " + bytes;
    }

    @Override
    public String toString() {
        return "IPv" + family + ", " + (opener == Opener.LAB ? "the lab" : "the kernel") + " connects, " + wire.words
                + ", MTU " + mtu;
    }
}
