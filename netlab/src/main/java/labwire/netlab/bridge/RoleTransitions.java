package labwire.netlab.bridge;

import java.util.Collection;

/**
 * Moves the ports to the states that their roles allow: the port role transition machine of 802.1D-2004, 17.29.
 *
 * <p>A port's state changes at once here, so that "discard, wait until the others have discarded, then go on" of the
 * standard is a sequence of steps within one call. See the ADR on spanning tree.
 */
final class RoleTransitions {
    private final Collection<TreePort> ports;
    private final TreeOutput output;

    RoleTransitions(Collection<TreePort> ports, TreeOutput output) {
        this.ports = ports;
        this.output = output;
    }

    /** Gives the port a role, and takes it out of the tree unless its neighbour has reason to expect the change. */
    void enterRole(TreePort port, PortRole role, TreeTimes times, long now) {
        if (port.role == role) {
            return;
        }
        if (port.role == PortRole.BACKUP) {
            port.recentBackupUntil = now + 2 * times.helloNanos();
        }
        // Only a designated port that becomes the root port goes on forwarding. A retired root port has promised its
        // neighbour to stay below it, and breaks that promise: it has to ask first. See the ADR.
        if (port.role != PortRole.DESIGNATED || role != PortRole.ROOT) {
            discard(port, times, now);
        }
        port.role = role;
    }

    /** Brings states and handshakes in line with the roles. What stops comes before what starts. */
    void settle(TreeTimes times, long now) {
        for (TreePort port : ports) {
            if (port.handshake == Handshake.PROPOSED) {
                sync(port, times, now);
            }
        }
        for (TreePort port : ports) {
            // The former root port, if there is one, discards by now.
            if (port.role == PortRole.ROOT && !port.isHeld() && now >= port.recentBackupUntil) {
                enter(port, PortState.FORWARDING);
            }
        }
        for (TreePort port : ports) {
            if (port.role == PortRole.DESIGNATED) {
                advanceDesignated(port, times, now);
            }
        }
        agreeIfSynced();
    }

    /** Cuts the tree below this bridge wherever the neighbours there have not agreed (setSyncTree). */
    private void sync(TreePort proposed, TreeTimes times, long now) {
        for (TreePort port : ports) {
            if (port != proposed && !port.isSynced()) {
                discard(port, times, now);
            }
        }
    }

    private void advanceDesignated(TreePort port, TreeTimes times, long now) {
        if (port.isHeld()) {
            return;
        }
        if (port.state != PortState.FORWARDING) {
            if (port.isEdge() || port.handshake == Handshake.AGREED_BY_NEIGHBOR) {
                forward(port);
            } else if (port.forwardDelayUntil <= now) {
                if (port.state == PortState.DISCARDING) {
                    enter(port, PortState.LEARNING);
                    port.forwardDelayUntil = now + times.forwardDelayNanos();
                } else {
                    forward(port);
                }
            }
        }
        if (port.state != PortState.FORWARDING && port.handshake == Handshake.NONE) {
            port.handshake = Handshake.PROPOSING;
            port.transmitPending = true;
        }
    }

    /** A neighbour that has not objected for two forward delays counts as agreed, if it could have objected. */
    private void forward(TreePort port) {
        enter(port, PortState.FORWARDING);
        port.handshake = switch (port.protocol) {
            case RAPID -> Handshake.AGREED_BY_NEIGHBOR;
            case LEGACY -> Handshake.NONE;
        };
    }

    /** Agrees with the neighbours of root, alternate and backup ports once no other port can be part of a loop. */
    private void agreeIfSynced() {
        for (TreePort port : ports) {
            if (!port.isSynced()) {
                return;
            }
        }
        for (TreePort port : ports) {
            if (port.role != PortRole.DESIGNATED && port.handshake != Handshake.AGREED) {
                port.handshake = Handshake.AGREED;
                port.transmitPending = true;
            }
        }
    }

    /** The neighbour, too, holds itself for designated, so one of the two does not hear the other (recordDispute). */
    void dispute(TreePort port, TreeTimes times, long now) {
        if (port.handshake == Handshake.AGREED_BY_NEIGHBOR) {
            port.handshake = Handshake.NONE;
        }
        discard(port, times, now);
    }

    private void discard(TreePort port, TreeTimes times, long now) {
        port.forwardDelayUntil = now + times.forwardDelayNanos();
        enter(port, PortState.DISCARDING);
    }

    /** Takes a port out of the tree until it is let in again. */
    void hold(TreePort port, TreeTimes times, long now) {
        port.handshake = Handshake.NONE;
        discard(port, times, now);
        output.flush(port.number);
    }

    private void enter(TreePort port, PortState state) {
        if (port.state != state) {
            port.forwardTransitions += state == PortState.FORWARDING ? 1 : 0;
            port.state = state;
            output.changed(port.number, state);
        }
    }
}
