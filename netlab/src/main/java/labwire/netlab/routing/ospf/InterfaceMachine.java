package labwire.netlab.routing.ospf;

import java.util.List;
import labwire.netlab.routing.ospf.DesignatedRouterElection.Candidate;
import labwire.netlab.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/** The events of an interface (RFC 2328, 9.3). */
final class InterfaceMachine {
    private final OspfRouter router;

    InterfaceMachine(OspfRouter router) {
        this.router = router;
    }

    /** InterfaceUp. */
    void up(OspfInterface started, long now) {
        debug(started, "Interface going Up");
        InterfaceSettings settings = started.settings();
        switch (settings.type()) {
            case LOOPBACK -> enter(started, InterfaceState.LOOPBACK, now);
            case POINT_TO_POINT, POINT_TO_MULTIPOINT -> enter(started, InterfaceState.POINT_TO_POINT, now);
            case BROADCAST, NON_BROADCAST -> {
                if (settings.priority() == 0) {
                    enter(started, InterfaceState.DR_OTHER, now);
                } else {
                    enter(started, InterfaceState.WAITING, now);
                    started.waitUntil = now + settings.deadSeconds() * OspfTimes.SECOND;
                }
            }
        }
        if (started.isSpeaking()) {
            started.helloAt = now;
        }
        router.staticNeighbors().start(started, now);
    }

    /** InterfaceDown. */
    void down(OspfInterface stopped, long now) {
        debug(stopped, "Interface going Down");
        for (OspfNeighbor neighbor : List.copyOf(stopped.neighbors())) {
            router.neighbors().kill(neighbor, "Neighbor Down: Interface down or detached", now);
        }
        stopped.helloAt = OspfTimes.NEVER;
        stopped.waitUntil = OspfTimes.NEVER;
        stopped.floodAt = OspfTimes.NEVER;
        stopped.acknowledgeAt = OspfTimes.NEVER;
        stopped.toFlood.clear();
        stopped.toAcknowledge.clear();
        stopped.electionDue = false;
        designate(stopped, new DesignatedRouterElection.Result(null, null));
        enter(stopped, InterfaceState.DOWN, now);
    }

    /** WaitTimer. */
    void waited(OspfInterface waiting, long now) {
        if (waiting.state == InterfaceState.WAITING) {
            debug(waiting, "end of Wait on interface");
        }
        endWait(waiting, now);
    }

    /** BackupSeen. */
    void backupSeen(OspfInterface waiting, long now) {
        if (waiting.state == InterfaceState.WAITING) {
            debug(waiting, "Backup seen event before WAIT timer");
        }
        endWait(waiting, now);
    }

    private void endWait(OspfInterface waiting, long now) {
        if (waiting.state == InterfaceState.WAITING) {
            waiting.waitUntil = OspfTimes.NEVER;
            elect(waiting, now);
        }
    }

    /** NeighborChange, if there was one. */
    void electIfDue(OspfInterface changed, long now) {
        if (!changed.electionDue) {
            return;
        }
        changed.electionDue = false;
        switch (changed.state) {
            case DR_OTHER, BACKUP, DESIGNATED -> {
                debug(changed, "Neighbor change event");
                elect(changed, now);
            }
            case DOWN, LOOPBACK, WAITING, POINT_TO_POINT -> {}
        }
    }

    private void elect(OspfInterface voting, long now) {
        debug(voting, "DR/BDR election");
        Candidate self = new Candidate(
                router.id(),
                voting.settings().address(),
                voting.settings().priority(),
                voting.designated,
                voting.backup);
        List<Candidate> others = voting.neighbors().stream()
                .filter(neighbor -> neighbor.state.isAtLeast(NeighborState.TWO_WAY))
                .map(neighbor -> new Candidate(
                        neighbor.id(), neighbor.address, neighbor.priority, neighbor.designated, neighbor.backup))
                .toList();
        DesignatedRouterElection.Result result = DesignatedRouterElection.elect(self, others);
        Ipv4Address oldDesignated = voting.designated;
        Ipv4Address oldBackup = voting.backup;
        designate(voting, result);
        debugElected(voting);
        Candidate designated = result.designated();
        Candidate backup = result.backup();
        if (designated != null && designated.router().equals(router.id())) {
            enter(voting, InterfaceState.DESIGNATED, now);
        } else if (backup != null && backup.router().equals(router.id())) {
            enter(voting, InterfaceState.BACKUP, now);
        } else {
            enter(voting, InterfaceState.DR_OTHER, now);
        }
        if (!voting.designated.equals(oldDesignated) || !voting.backup.equals(oldBackup)) {
            router.linksChanged(voting.area(), now);
            for (OspfNeighbor neighbor : List.copyOf(voting.neighbors())) {
                router.neighbors().reconsider(neighbor, now);
            }
        }
    }

    private void debugElected(OspfInterface voting) {
        if (router.packets().isDebugging(DebugTopic.ADJ)) {
            debug(voting, "Elect BDR " + voting.backupRouter);
            debug(voting, "Elect DR " + voting.designatedRouter);
            debug(voting, "DR: " + elected(voting.designatedRouter) + "   BDR: " + elected(voting.backupRouter));
        }
    }

    private static String elected(Ipv4Address router) {
        return router.isAny() ? "none" : router + " (Id)";
    }

    private void debug(OspfInterface where, String text) {
        if (router.packets().isDebugging(DebugTopic.ADJ)) {
            router.packets().debug(DebugTopic.ADJ, where, text);
        }
    }

    private static void designate(OspfInterface voted, DesignatedRouterElection.Result result) {
        voted.designated = address(result.designated());
        voted.designatedRouter = id(result.designated());
        boolean alone = result.backup() == null || result.backup().equals(result.designated());
        voted.backup = alone ? Ipv4Address.ANY : address(result.backup());
        voted.backupRouter = alone ? Ipv4Address.ANY : id(result.backup());
    }

    private static Ipv4Address address(@Nullable Candidate elected) {
        return elected == null ? Ipv4Address.ANY : elected.address();
    }

    private static Ipv4Address id(@Nullable Candidate elected) {
        return elected == null ? Ipv4Address.ANY : elected.router();
    }

    private void enter(OspfInterface changed, InterfaceState next, long now) {
        if (changed.state != next) {
            changed.state = next;
            router.linksChanged(changed.area(), now);
        }
    }
}
