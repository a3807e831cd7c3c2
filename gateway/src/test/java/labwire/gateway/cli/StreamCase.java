package labwire.gateway.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * One set of conditions under which the lab and the kernel speak TCP.
 *
 * @param family 4 or 6
 * @param opener who connects
 * @param lossPercent of the frames, each way
 * @param mtu of both ends, in bytes
 * @param bytes that each side sends to the other
 */
record StreamCase(int family, Opener opener, int lossPercent, int mtu, int bytes) {
    /** Who connects. */
    enum Opener {
        LAB,
        KERNEL
    }

    /** IPv4 and IPv6, who connects, loss, MTU: all of them. */
    static List<StreamCase> all(int bytes) {
        List<StreamCase> cases = new ArrayList<>();
        for (int loss : new int[] {0, 1, 5}) {
            for (int mtu : new int[] {1280, 1450, 1500}) {
                for (int family : new int[] {4, 6}) {
                    for (Opener opener : Opener.values()) {
                        cases.add(new StreamCase(family, opener, loss, mtu, bytes));
                    }
                }
            }
        }
        return cases;
    }

    /** Each value of each condition, and each pair of most. */
    static List<StreamCase> some(int bytes) {
        return List.of(
                new StreamCase(4, Opener.KERNEL, 0, 1500, bytes),
                new StreamCase(6, Opener.LAB, 0, 1280, bytes),
                new StreamCase(6, Opener.KERNEL, 1, 1450, bytes),
                new StreamCase(4, Opener.LAB, 1, 1280, bytes),
                new StreamCase(6, Opener.LAB, 5, 1500, bytes),
                new StreamCase(4, Opener.KERNEL, 5, 1450, bytes));
    }

    static StreamCase parse(String text) {
        String[] words = text.split(" ", -1);
        return new StreamCase(
                Integer.parseInt(words[0]),
                Opener.valueOf(words[1]),
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                Integer.parseInt(words[4]));
    }

    /** What {@link #parse} reads. */
    String encoded() {
        return family + " " + opener + " " + lossPercent + " " + mtu + " " + bytes;
    }

    @Override
    public String toString() {
        return "IPv" + family + ", " + (opener == Opener.LAB ? "the lab" : "the kernel") + " connects, " + lossPercent
                + " % loss, MTU " + mtu;
    }
}
