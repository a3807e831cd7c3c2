package labwire.netlab.routing.ospf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import labwire.netlab.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;

/** Who is designated router, and who its backup (RFC 2328, 9.4). */
final class DesignatedRouterElection {
    /**
     * A router that may be elected, with what it declares.
     *
     * @param designated the address that it takes for the designated router's
     * @param backup the address that it takes for the backup's
     */
    record Candidate(
            Ipv4Address router, Ipv4Address address, int priority, Ipv4Address designated, Ipv4Address backup) {
        boolean declaresItselfDesignated() {
            return designated.equals(address);
        }

        boolean declaresItselfBackup() {
            return backup.equals(address);
        }
    }

    /** Null where there is none. */
    record Result(@Nullable Candidate designated, @Nullable Candidate backup) {
        boolean names(Candidate self) {
            return isSame(designated, self) || isSame(backup, self);
        }

        private static boolean isSame(@Nullable Candidate one, Candidate self) {
            return one != null && one.router().equals(self.router());
        }
    }

    private static final Comparator<Candidate> RANK =
            Comparator.comparingInt(Candidate::priority).thenComparing(Candidate::router);

    private DesignatedRouterElection() {}

    /**
     * Elects.
     *
     * @param others the neighbours that hear us
     */
    static Result elect(Candidate self, List<Candidate> others) {
        Result first = round(self, others);
        Candidate declared = declared(self, first);
        if (declared.equals(self)) {
            return first;
        }
        // Step 4: a router whose own part changes elects again, lest it be both.
        return round(declared, others);
    }

    /** What the router itself declares after a round. */
    private static Candidate declared(Candidate self, Result result) {
        boolean designated = Result.isSame(result.designated(), self);
        boolean backup = Result.isSame(result.backup(), self);
        if (designated == self.declaresItselfDesignated() && backup == self.declaresItselfBackup()) {
            return self;
        }
        return new Candidate(
                self.router(),
                self.address(),
                self.priority(),
                designated ? self.address() : Ipv4Address.ANY,
                backup && !designated ? self.address() : Ipv4Address.ANY);
    }

    private static Result round(Candidate self, List<Candidate> others) {
        List<Candidate> eligible = new ArrayList<>(others);
        eligible.add(self);
        eligible.removeIf(candidate -> candidate.priority() == 0);
        List<Candidate> notDesignated = eligible.stream()
                .filter(candidate -> !candidate.declaresItselfDesignated())
                .toList();
        Candidate backup = best(notDesignated, Candidate::declaresItselfBackup);
        if (backup == null) {
            backup = best(notDesignated, candidate -> true);
        }
        Candidate designated = best(eligible, Candidate::declaresItselfDesignated);
        return new Result(designated == null ? backup : designated, backup);
    }

    private static @Nullable Candidate best(List<Candidate> candidates, Predicate<Candidate> condition) {
        return candidates.stream().filter(condition).max(RANK).orElse(null);
    }
}
