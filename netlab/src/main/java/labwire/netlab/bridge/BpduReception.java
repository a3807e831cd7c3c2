package labwire.netlab.bridge;

import labwire.netlab.wire.Bpdu;

/**
 * Takes a BPDU for what it is worth: the port receive, port information, bridge detection and protocol migration
 * machines of 802.1D-2004, 17.23 to 17.27.
 */
final class BpduReception {
    /** What a BPDU's claim is to the port (rcvInfo, 17.21.8), and so whether its topology change flags count. */
    enum Verdict {
        /** The designated bridge's claim, new or repeated. */
        FROM_DESIGNATED,
        /** The answer of a neighbour that sees this bridge as designated. */
        FROM_BELOW,
        /** Another bridge's claim to be designated, which is worse than what is known. */
        INFERIOR,
        /** Nothing that concerns the port. */
        OTHER
    }

    private static final long MIGRATION_NANOS = 3_000_000_000L;

    private final RoleTransitions transitions;

    BpduReception(RoleTransitions transitions) {
        this.transitions = transitions;
    }

    /** A link has come up: the neighbour's protocol is yet to be heard. */
    static void linkUp(TreePort port, long now) {
        port.migrationUntil = now + MIGRATION_NANOS;
        port.helloAt = now;
    }

    /** Notes what the BPDU's mere presence says: a bridge is there, and what it speaks. */
    void hear(TreePort port, Bpdu bpdu, long now) {
        port.receivedBpdus++;
        if (port.isEdge() && port.handshake == Handshake.AGREED_BY_NEIGHBOR) {
            // Nobody had been there to agree.
            port.handshake = Handshake.NONE;
        }
        port.edge = EdgeStatus.BRIDGE_HEARD;
        SpokenProtocol heard = switch (bpdu.type()) {
            case RAPID -> SpokenProtocol.RAPID;
            case CONFIGURATION, TOPOLOGY_CHANGE -> SpokenProtocol.LEGACY;
        };
        if (heard != port.protocol && now >= port.migrationUntil) {
            port.protocol = heard;
            port.migrationUntil = now + MIGRATION_NANOS;
        }
    }

    /** Weighs a configuration or rapid BPDU, and records what it says. */
    Verdict weigh(TreePort port, Bpdu bpdu, TreeTimes treeTimes, long now) {
        PriorityVector claim = PriorityVector.of(bpdu);
        if (!claimsDesignated(bpdu)) {
            return weighAnswer(port, bpdu, claim);
        }
        if (claim.isFromSamePortAs(port.designated)) {
            // Our own BPDU has come back: the link loops to itself.
            transitions.dispute(port, treeTimes, now);
            return Verdict.OTHER;
        }
        TreeTimes times = TreeTimes.of(bpdu);
        boolean knownSource = port.information == PortInformation.RECEIVED && claim.isFromSamePortAs(port.vector);
        if (!knownSource && !claim.isBetterThan(port.vector)) {
            weighInferior(port, bpdu, treeTimes, now);
            return Verdict.INFERIOR;
        }
        if (times.isTooOld()) {
            if (knownSource) {
                port.information = PortInformation.AGED;
            }
            return Verdict.OTHER;
        }
        record(port, claim, times, now);
        if (bpdu.type() == Bpdu.Type.RAPID && bpdu.hasFlag(Bpdu.FLAG_PROPOSAL) && role(bpdu) == Bpdu.ROLE_DESIGNATED) {
            recordProposal(port);
        }
        return Verdict.FROM_DESIGNATED;
    }

    /** A configuration BPDU, or a rapid one that does not tell its role, counts as a designated port's (9.2.9). */
    private static boolean claimsDesignated(Bpdu bpdu) {
        return bpdu.type() == Bpdu.Type.CONFIGURATION || role(bpdu) == Bpdu.ROLE_DESIGNATED || role(bpdu) == 0;
    }

    private static int role(Bpdu bpdu) {
        return bpdu.flags() & Bpdu.ROLE_MASK;
    }

    private static Verdict weighAnswer(TreePort port, Bpdu bpdu, PriorityVector claim) {
        if (claim.isBetterThan(port.vector)) {
            return Verdict.OTHER;
        }
        if (port.information == PortInformation.MINE) {
            // An agreement about another root was meant for what this port said before; a new one is on its way.
            if (bpdu.hasFlag(Bpdu.FLAG_AGREEMENT) && claim.root().equals(port.vector.root())) {
                port.handshake = Handshake.AGREED_BY_NEIGHBOR;
            } else if (port.handshake == Handshake.AGREED_BY_NEIGHBOR) {
                port.handshake = Handshake.NONE;
            }
        }
        return Verdict.FROM_BELOW;
    }

    private void weighInferior(TreePort port, Bpdu bpdu, TreeTimes treeTimes, long now) {
        if (port.information == PortInformation.MINE) {
            if (bpdu.type() == Bpdu.Type.RAPID && bpdu.hasFlag(Bpdu.FLAG_LEARNING)) {
                transitions.dispute(port, treeTimes, now);
            }
            port.transmitPending = true;
        }
    }

    private static void record(TreePort port, PriorityVector claim, TreeTimes times, long now) {
        boolean holds = port.information == PortInformation.RECEIVED
                && port.handshake == Handshake.AGREED
                && !port.vector.isBetterThan(claim);
        port.handshake = holds ? Handshake.AGREED : Handshake.NONE;
        port.vector = claim;
        port.times = times;
        port.information = PortInformation.RECEIVED;
        port.informationUntil = now + times.informationNanos();
    }

    /** An agreement that still holds is given again at once: the proposal says that the neighbour missed it. */
    private static void recordProposal(TreePort port) {
        if (port.handshake == Handshake.AGREED) {
            port.transmitPending = true;
        } else {
            port.handshake = Handshake.PROPOSED;
        }
    }
}
