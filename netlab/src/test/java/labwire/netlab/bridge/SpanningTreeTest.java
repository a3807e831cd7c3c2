package labwire.netlab.bridge;

import static labwire.netlab.bridge.RecordedTree.SECOND;
import static labwire.netlab.bridge.RecordedTree.claim;
import static labwire.netlab.bridge.RecordedTree.id;
import static org.assertj.core.api.Assertions.assertThat;

import labwire.netlab.wire.Bpdu;
import labwire.netlab.wire.BridgeId;
import org.junit.jupiter.api.Test;

/** One bridge's spanning tree alone, against the rules of 802.1D-2004, clause 17. */
class SpanningTreeTest {
    private static final BridgeId BETTER = id(4096, 1);
    private static final int PROPOSAL = Bpdu.ROLE_DESIGNATED | Bpdu.FLAG_PROPOSAL;
    private static final int DESIGNATED_FORWARDING = Bpdu.ROLE_DESIGNATED | Bpdu.FLAG_LEARNING | Bpdu.FLAG_FORWARDING;

    private final RecordedTree lab = new RecordedTree();

    @Test
    void proposesOnEveryNewLink() {
        lab.up(1, 2);

        assertThat(lab.lastFrom(1).hasFlag(Bpdu.FLAG_PROPOSAL)).isTrue();
        assertThat(lab.lastFrom(1).flags() & Bpdu.ROLE_MASK).isEqualTo(Bpdu.ROLE_DESIGNATED);
        assertThat(lab.lastFrom(2).root()).isEqualTo(lab.tree.bridge());
        assertThat(lab.port(1).state).isEqualTo(PortState.DISCARDING);
    }

    @Test
    void forwardsAtOnceWhenTheNeighborAgrees() {
        lab.up(1);
        lab.receive(1, lab.agreementTo(1, 20));

        assertThat(lab.port(1).state).isEqualTo(PortState.FORWARDING);
        assertThat(lab.lastFrom(1).hasFlag(Bpdu.FLAG_PROPOSAL)).isFalse();
    }

    @Test
    void ignoresAnAgreementToAnotherRoot() {
        lab.up(1);
        lab.receive(1, claim(Bpdu.Type.RAPID, Bpdu.ROLE_ROOT | Bpdu.FLAG_AGREEMENT, id(61440, 30)));

        assertThat(lab.port(1).state).isEqualTo(PortState.DISCARDING);
    }

    @Test
    void learnsAndForwardsByTheTimerWithoutAnAgreement() {
        lab.up(1);
        lab.pass(15 * SECOND - 1);
        assertThat(lab.port(1).state).isEqualTo(PortState.DISCARDING);
        lab.pass(1);
        assertThat(lab.port(1).state).isEqualTo(PortState.LEARNING);
        lab.pass(15 * SECOND);
        assertThat(lab.port(1).state).isEqualTo(PortState.FORWARDING);
    }

    @Test
    void cutsTheTreeBelowBeforeItAgrees() {
        lab.up(1, 2, 3);
        lab.upAsEdge(4);
        lab.receive(2, lab.agreementTo(2, 20));
        lab.pass(40 * SECOND);
        lab.port(3).handshake = Handshake.NONE;
        lab.receive(1, claim(Bpdu.Type.RAPID, PROPOSAL, BETTER));

        assertThat(lab.port(1).role).isEqualTo(PortRole.ROOT);
        assertThat(lab.port(1).state).isEqualTo(PortState.FORWARDING);
        assertThat(lab.lastFrom(1).hasFlag(Bpdu.FLAG_AGREEMENT)).isTrue();
        assertThat(lab.port(2).state).as("has agreed to something no better").isEqualTo(PortState.FORWARDING);
        assertThat(lab.port(3).state).as("has not agreed").isEqualTo(PortState.DISCARDING);
        assertThat(lab.lastFrom(3).hasFlag(Bpdu.FLAG_PROPOSAL)).isTrue();
        assertThat(lab.port(4).state).as("is an edge").isEqualTo(PortState.FORWARDING);
    }

    @Test
    void answersEveryProposalWhileItsAgreementHolds() {
        lab.up(1);
        lab.receive(1, claim(Bpdu.Type.RAPID, PROPOSAL, BETTER));
        long before = lab.countFrom(1);
        lab.receive(1, claim(Bpdu.Type.RAPID, PROPOSAL, BETTER));

        assertThat(lab.countFrom(1)).isEqualTo(before + 1);
        assertThat(lab.lastFrom(1).hasFlag(Bpdu.FLAG_AGREEMENT)).isTrue();
    }

    @Test
    void takesTheAlternatePortAtOnceWhenTheRootPortGoes() {
        lab.up(1, 2);
        lab.receive(1, claim(Bpdu.Type.RAPID, PROPOSAL, BETTER));
        lab.receive(2, claim(Bpdu.Type.RAPID, PROPOSAL, BETTER, 0, BETTER, 0x8002, 0));
        assertThat(lab.port(2).role).isEqualTo(PortRole.ALTERNATE);
        assertThat(lab.port(2).state).isEqualTo(PortState.DISCARDING);
        lab.tree.portDown(1, lab.now);

        assertThat(lab.port(2).role).isEqualTo(PortRole.ROOT);
        assertThat(lab.port(2).state).isEqualTo(PortState.FORWARDING);
    }

    @Test
    void makesARetiredRootPortAskBeforeItForwards() {
        lab.up(1, 2);
        lab.receive(1, claim(Bpdu.Type.RAPID, PROPOSAL, BETTER));
        lab.receive(2, claim(Bpdu.Type.RAPID, PROPOSAL, id(0, 1)));

        assertThat(lab.port(1).role).isEqualTo(PortRole.DESIGNATED);
        assertThat(lab.port(1).state).isEqualTo(PortState.DISCARDING);
        assertThat(lab.lastFrom(1).hasFlag(Bpdu.FLAG_PROPOSAL)).isTrue();
    }

    @Test
    void backsItselfUpOnASharedLink() {
        lab.up(1, 2);
        lab.receive(2, lab.lastFrom(1));

        assertThat(lab.port(1).role).isEqualTo(PortRole.DESIGNATED);
        assertThat(lab.port(2).role).isEqualTo(PortRole.BACKUP);
        lab.pass(30 * SECOND);
        assertThat(lab.port(2).role).as("after three hellos of silence").isEqualTo(PortRole.DESIGNATED);
    }

    @Test
    void keepsAPortThatHearsItselfFromForwarding() {
        lab.up(1);
        for (int hello = 0; hello < 40; hello++) {
            lab.receive(1, lab.lastFrom(1));
            lab.pass(2 * SECOND);
        }
        assertThat(lab.port(1).state).isEqualTo(PortState.DISCARDING);
    }

    @Test
    void standsBackInADisputeOverWhoIsDesignated() {
        lab.up(1);
        lab.receive(1, lab.agreementTo(1, 20));
        lab.receive(1, claim(Bpdu.Type.RAPID, DESIGNATED_FORWARDING, id(61440, 20)));

        assertThat(lab.port(1).role).isEqualTo(PortRole.DESIGNATED);
        assertThat(lab.port(1).state).isEqualTo(PortState.DISCARDING);
    }

    @Test
    void answersAnInferiorClaimAtOnce() {
        lab.up(1);
        lab.pass(3 * SECOND / 2);
        long before = lab.countFrom(1);
        lab.receive(1, claim(Bpdu.Type.RAPID, PROPOSAL, id(61440, 20)));

        assertThat(lab.countFrom(1)).isEqualTo(before + 1);
    }

    @Test
    void forgetsWhatIsNotRepeatedForThreeHellos() {
        lab.up(1);
        lab.receive(1, claim(Bpdu.Type.RAPID, PROPOSAL, BETTER));
        lab.pass(6 * SECOND - 1);
        assertThat(lab.tree.root()).isEqualTo(BETTER);
        lab.pass(1);

        assertThat(lab.tree.root()).isEqualTo(lab.tree.bridge());
        assertThat(lab.port(1).role).isEqualTo(PortRole.DESIGNATED);
    }

    @Test
    void ignoresInformationBeyondItsMaximumAge() {
        lab.up(1);
        lab.receive(1, claim(Bpdu.Type.RAPID, PROPOSAL, BETTER, 0, id(8192, 2), 0x8001, 20));
        assertThat(lab.tree.root()).isEqualTo(lab.tree.bridge());

        lab.receive(1, claim(Bpdu.Type.RAPID, PROPOSAL, BETTER, 0, id(8192, 2), 0x8001, 19));
        assertThat(lab.tree.root()).isEqualTo(BETTER);
        lab.receive(1, claim(Bpdu.Type.RAPID, PROPOSAL, BETTER, 0, id(8192, 2), 0x8001, 20));
        assertThat(lab.tree.root()).as("outlived at its source").isEqualTo(lab.tree.bridge());
    }

    @Test
    void takesBadNewsFromItsDesignatedBridge() {
        lab.up(1);
        lab.receive(1, claim(Bpdu.Type.RAPID, PROPOSAL, BETTER, 4, id(8192, 2), 0x8001, 1));
        lab.receive(1, claim(Bpdu.Type.RAPID, PROPOSAL, id(8192, 2)));

        assertThat(lab.tree.root()).isEqualTo(id(8192, 2));
        assertThat(lab.tree.rootPathCost()).isEqualTo(4);
    }

    @Test
    void sendsAHelloEveryTwoSecondsOnDesignatedPortsAlone() {
        lab.up(1, 2);
        lab.receive(1, claim(Bpdu.Type.RAPID, PROPOSAL, BETTER));
        lab.receive(2, lab.agreementTo(2, 20));
        lab.pass(5 * SECOND);
        lab.sent.clear();
        for (int hello = 0; hello < 10; hello++) {
            lab.receive(1, claim(Bpdu.Type.RAPID, DESIGNATED_FORWARDING, BETTER));
            lab.pass(2 * SECOND);
        }
        assertThat(lab.countFrom(1)).isZero();
        assertThat(lab.countFrom(2)).isEqualTo(10);
    }

    @Test
    void sendsNoMoreThanTheHoldCountAndThenOneASecond() {
        lab.up(1, 2);
        for (int change = 0; change < 100; change++) {
            lab.receive(1, claim(Bpdu.Type.RAPID, PROPOSAL, id(4096, 200 - change)));
        }
        assertThat(lab.countFrom(2)).isEqualTo(20);
        lab.pass(SECOND);
        assertThat(lab.countFrom(2)).isEqualTo(21);
        assertThat(lab.lastFrom(2).root()).as("the newest").isEqualTo(id(4096, 101));
    }

    @Test
    void tellsOfATopologyChangeAndForgetsAddresses() {
        lab.up(1, 2, 3);
        lab.receive(1, claim(Bpdu.Type.RAPID, PROPOSAL, BETTER));
        lab.receive(2, lab.agreementTo(2, 20));
        lab.pass(3 * SECOND / 2);
        lab.receive(1, claim(Bpdu.Type.RAPID, DESIGNATED_FORWARDING, BETTER));
        lab.pass(4 * SECOND);
        assertThat(lab.lastFrom(2).hasFlag(Bpdu.FLAG_TOPOLOGY_CHANGE)).isFalse();
        lab.flushed.clear();

        lab.receive(3, lab.agreementTo(3, 30));
        assertThat(lab.flushed).containsExactly(1, 2);
        assertThat(lab.lastFrom(1).hasFlag(Bpdu.FLAG_TOPOLOGY_CHANGE)).isTrue();
        assertThat(lab.lastFrom(2).hasFlag(Bpdu.FLAG_TOPOLOGY_CHANGE)).isTrue();

        lab.flushed.clear();
        lab.receive(1, claim(Bpdu.Type.RAPID, DESIGNATED_FORWARDING | Bpdu.FLAG_TOPOLOGY_CHANGE, BETTER));
        assertThat(lab.flushed).containsExactly(2, 3);
    }

    @Test
    void anEdgePortIsNoTopologyChange() {
        lab.upAsEdge(1);
        assertThat(lab.port(1).state).isEqualTo(PortState.FORWARDING);
        assertThat(lab.tree.topologyChangeCount()).isZero();

        lab.receive(1, claim(Bpdu.Type.RAPID, PROPOSAL, id(61440, 20)));
        assertThat(lab.port(1).edge).isEqualTo(EdgeStatus.BRIDGE_HEARD);
        assertThat(lab.tree.topologyChangeCount()).isEqualTo(1);
    }

    @Test
    void speaksTheOldProtocolToThoseWhoSpeakIt() {
        lab.up(1);
        lab.receive(1, claim(Bpdu.Type.CONFIGURATION, 0, id(61440, 20)));
        assertThat(lab.lastFrom(1).type()).as("within the migration delay").isEqualTo(Bpdu.Type.RAPID);
        lab.pass(3 * SECOND);
        lab.receive(1, claim(Bpdu.Type.CONFIGURATION, 0, id(61440, 20)));
        assertThat(lab.lastFrom(1).type()).isEqualTo(Bpdu.Type.CONFIGURATION);
        assertThat(lab.port(1).linkType()).isEqualTo(LinkType.P2P_PEER_STP);

        lab.pass(3 * SECOND);
        lab.receive(1, claim(Bpdu.Type.RAPID, PROPOSAL, id(61440, 20)));
        assertThat(lab.lastFrom(1).type()).isEqualTo(Bpdu.Type.RAPID);
    }

    @Test
    void waitsForTheTimersTowardsALegacyNeighbor() {
        lab.up(1);
        for (int hello = 0; hello < 14; hello++) {
            lab.pass(2 * SECOND);
            lab.receive(1, claim(Bpdu.Type.CONFIGURATION, 0, id(61440, 20)));
        }
        assertThat(lab.port(1).state).isEqualTo(PortState.LEARNING);
        lab.pass(2 * SECOND);
        assertThat(lab.port(1).state).isEqualTo(PortState.FORWARDING);
    }

    @Test
    void notifiesALegacyRootOfTopologyChangesUntilItAcknowledges() {
        lab.up(1, 2);
        for (int hello = 0; hello < 4; hello++) {
            lab.receive(1, claim(Bpdu.Type.CONFIGURATION, 0, BETTER));
            lab.pass(2 * SECOND);
        }
        assertThat(lab.port(1).role).isEqualTo(PortRole.ROOT);
        lab.sent.clear();
        lab.receive(2, lab2Agreement());
        assertThat(lab.lastFrom(1).type()).isEqualTo(Bpdu.Type.TOPOLOGY_CHANGE);
        lab.pass(2 * SECOND);
        assertThat(lab.countFrom(1)).isEqualTo(2);

        lab.receive(1, claim(Bpdu.Type.CONFIGURATION, Bpdu.FLAG_TOPOLOGY_CHANGE_ACK, BETTER));
        lab.pass(2 * SECOND);
        assertThat(lab.countFrom(1)).isEqualTo(2);
    }

    private Bpdu lab2Agreement() {
        return claim(Bpdu.Type.RAPID, Bpdu.ROLE_ROOT | Bpdu.FLAG_AGREEMENT, BETTER, 8, id(61440, 20), 0x8001, 1);
    }

    @Test
    void acknowledgesALegacyNotification() {
        lab.up(1, 2);
        lab.receive(2, lab.agreementTo(2, 20));
        lab.pass(35 * SECOND);
        lab.receive(1, claim(Bpdu.Type.CONFIGURATION, 0, id(61440, 20)));
        lab.flushed.clear();
        lab.pass(SECOND / 2);
        lab.receive(1, RecordedTree.notification());

        assertThat(lab.flushed).containsExactly(2);
        assertThat(lab.lastFrom(1).type()).isEqualTo(Bpdu.Type.CONFIGURATION);
        assertThat(lab.lastFrom(1).hasFlag(Bpdu.FLAG_TOPOLOGY_CHANGE_ACK)).isTrue();
        lab.pass(2 * SECOND);
        assertThat(lab.lastFrom(1).hasFlag(Bpdu.FLAG_TOPOLOGY_CHANGE_ACK)).isFalse();
        assertThat(lab.lastFrom(1).hasFlag(Bpdu.FLAG_TOPOLOGY_CHANGE)).isTrue();
    }

    @Test
    void passesTheRootsTimesOnASecondOlder() {
        lab.up(1, 2);
        Bpdu slow = new Bpdu(Bpdu.Type.RAPID, 0, PROPOSAL, BETTER, 0, BETTER, 0x8001, 256, 40 * 256, 5 * 256, 30 * 256);
        lab.receive(1, slow);

        Bpdu passed = lab.lastFrom(2);
        assertThat(passed.messageAge()).isEqualTo(2 * 256);
        assertThat(passed.maxAge()).isEqualTo(40 * 256);
        assertThat(passed.helloTime()).isEqualTo(5 * 256);
        assertThat(passed.forwardDelay()).isEqualTo(30 * 256);
    }
}
