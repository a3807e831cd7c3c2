package labwire.netlab.stack.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import labwire.netlab.stack.PacketFilter.Verdict;
import labwire.netlab.wire.IpPacket;

/**
 * Rules in order: the first that matches a packet decides, and what none matches is denied. A list without rules
 * permits everything, as on IOS.
 */
public final class AccessList {
    /** Lines of one list, remarks among them; more are refused. */
    public static final int MAX_LINES = 4096;
    /** Between the numbers of rules that give none. */
    public static final int SEQUENCE_STEP = 10;

    /** What the rules of a list can tell apart. */
    public enum Kind {
        /** Source addresses alone. */
        STANDARD,
        /** Both addresses, protocols, ports. */
        EXTENDED,
        /** The same for IPv6; questions and answers of neighbour discovery pass unless a rule denies them, as on IOS. */
        IPV6
    }

    /** A line of a list. */
    public sealed interface Line permits Remark, Deciding {}

    /** A note for people. */
    public record Remark(String text) implements Line {}

    /** A rule. */
    public record Deciding(AccessRule rule) implements Line {}

    /** What came of adding a rule. */
    public enum Addition {
        ADDED,
        /** The list has such a rule: nothing was changed. */
        THERE_ALREADY,
        /** Another rule has the number: nothing was changed. */
        NUMBER_TAKEN,
        /** The list is full: nothing was changed. */
        NO_ROOM
    }

    private final String name;
    private final Kind kind;
    private final List<Line> lines = new ArrayList<>();
    private final List<AccessRule> rules = new ArrayList<>();

    AccessList(String name, Kind kind) {
        this.name = name;
        this.kind = kind;
    }

    /** A number, or a word. */
    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    /** Rules and remarks, in order. */
    public List<Line> lines() {
        return List.copyOf(lines);
    }

    /** In order. */
    public List<AccessRule> rules() {
        return List.copyOf(rules);
    }

    /** True without a rule; then it permits everything. */
    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /** Adds a rule behind all others. */
    public Addition append(Verdict verdict, PacketMatch match, boolean logged) {
        int last = rules.isEmpty() ? 0 : rules.get(rules.size() - 1).sequence();
        if (last > Integer.MAX_VALUE - SEQUENCE_STEP) {
            return Addition.NO_ROOM;
        }
        int next = (last / SEQUENCE_STEP + 1) * SEQUENCE_STEP;
        return insert(next, verdict, match, logged);
    }

    /** Adds a rule where its number, 1 or more, has its place. */
    public Addition insert(int sequence, Verdict verdict, PacketMatch match, boolean logged) {
        if (rules.stream().anyMatch(rule -> rule.saysTheSameAs(verdict, match))) {
            return Addition.THERE_ALREADY;
        }
        if (rules.stream().anyMatch(rule -> rule.sequence() == sequence)) {
            return Addition.NUMBER_TAKEN;
        }
        if (lines.size() == MAX_LINES) {
            return Addition.NO_ROOM;
        }
        AccessRule added = new AccessRule(sequence, verdict, match, logged);
        int place = 0;
        while (place < rules.size() && rules.get(place).sequence() < sequence) {
            place++;
        }
        int line = place == rules.size() ? lines.size() : lineOf(rules.get(place));
        rules.add(place, added);
        lines.add(line, new Deciding(added));
        return Addition.ADDED;
    }

    /**
     * Adds a note behind all lines.
     *
     * @return false if the list is full
     */
    public boolean remark(String text) {
        return lines.size() < MAX_LINES && lines.add(new Remark(text));
    }

    /** Takes notes of that text away; false if there is none. */
    public boolean removeRemark(String text) {
        return lines.remove(new Remark(text));
    }

    /** Takes a rule away by its number; false if there is none. */
    public boolean remove(int sequence) {
        return remove(rules.stream().filter(rule -> rule.sequence() == sequence).findFirst());
    }

    /** Takes a rule away by what it says; false if there is none. */
    public boolean remove(Verdict verdict, PacketMatch match) {
        return remove(rules.stream()
                .filter(rule -> rule.saysTheSameAs(verdict, match))
                .findFirst());
    }

    private boolean remove(Optional<AccessRule> removed) {
        removed.ifPresent(rule -> {
            lines.remove(lineOf(rule));
            rules.remove(rule);
        });
        return removed.isPresent();
    }

    private int lineOf(AccessRule rule) {
        return lines.indexOf(new Deciding(rule));
    }

    /** Numbers the rules anew. */
    public void resequence(int first, int step) {
        int next = first;
        for (AccessRule rule : rules) {
            rule.renumber(next);
            next += step;
        }
    }

    /** Sets the counts of matches to zero. */
    public void clearCounters() {
        rules.forEach(AccessRule::clear);
    }

    /** The rule that decides about a packet, which counts it; empty if none matches. */
    Optional<AccessRule> decide(IpPacket packet) {
        for (int i = 0; i < rules.size(); i++) {
            AccessRule rule = rules.get(i);
            if (rule.match().matches(packet, rule.verdict() == Verdict.PERMIT)) {
                rule.count(packet.wireCount());
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return name;
    }
}
