package labwire.gateway.scenario;

import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import labwire.gateway.lab.ExecRun;
import labwire.gateway.lab.LinkChange;
import labwire.gateway.lab.MailBurst;
import labwire.gateway.lab.MailService;
import labwire.gateway.lab.StartException;
import labwire.gateway.lab.VirtualLab;
import labwire.netlab.device.Device;
import labwire.netlab.time.VirtualTime;

/** Runs a scenario in a lab in virtual time, and prints what happens with its time. */
public final class ScenarioRun {
    private static final int MAX_MESSAGES = Integer.MAX_VALUE;

    private final Scenario scenario;
    private final VirtualLab lab;
    private final PrintStream out;
    private final List<Scenario.Step> expectations = new ArrayList<>();
    private int unmet;
    /** Steps that have begun and not ended, or not begun yet. */
    private int pending;

    private ScenarioRun(Scenario scenario, VirtualLab lab, PrintStream out) {
        this.scenario = scenario;
        this.lab = lab;
        this.out = out;
    }

    /**
     * Runs a scenario file in the lab of a lab file.
     *
     * @return false if an expectation was not met
     * @throws StartException if one of the files is at fault; nothing has then been run
     */
    public static boolean run(Path labFile, Path scenarioFile, long seed, PrintStream out) {
        Scenario scenario = ScenarioParser.parse(scenarioFile);
        try (VirtualLab lab = VirtualLab.start(labFile, seed)) {
            ScenarioRun run = new ScenarioRun(scenario, lab, out);
            run.check();
            run.openCaptures();
            out.println("Lab " + lab.lab().name() + " in virtual time, seed " + seed);
            run.run();
            return run.unmet == 0;
        } catch (IOException e) {
            throw new StartException(e.getMessage() + " (expected: a capture file that can be written)", e);
        }
    }

    /** Finds names that the lab does not have before anything happens. */
    private void check() {
        List<String> problems = new ArrayList<>();
        for (Scenario.Capture capture : scenario.captures()) {
            if (lab.lab().port(capture.port()).isEmpty()) {
                problems.add(at(capture.line()) + capture.port() + " (expected: NODE:PORT of the lab)");
            }
        }
        for (Scenario.Step step : scenario.steps()) {
            String problem = problemOf(step.action());
            if (!problem.isEmpty()) {
                problems.add(at(step.line()) + problem);
            }
        }
        if (!problems.isEmpty()) {
            throw new StartException(String.join("\n", problems));
        }
    }

    private String problemOf(Scenario.Action action) {
        if (action instanceof Scenario.Exec exec
                && lab.lab().device(exec.node()).isEmpty()) {
            return exec.node() + " (expected: a node of the lab)";
        }
        if (action instanceof Scenario.Link link) {
            return problemOf(link);
        }
        if (action instanceof Scenario.SendMail mail
                && lab.lab().host(mail.from()).isEmpty()) {
            return mail.from() + " (expected: a host of the lab)";
        }
        if (action instanceof Scenario.SendMail mail
                && lab.services().mailOn(mail.to()).isEmpty()) {
            return mail.to() + " (expected: a host with a mail server)";
        }
        if (action instanceof Scenario.ExpectMail mail
                && lab.services().mailOn(mail.node()).isEmpty()) {
            return mail.node() + " (expected: a host with a mail server)";
        }
        return "";
    }

    private String problemOf(Scenario.Link link) {
        if (lab.lab().port(link.port()).isEmpty()) {
            return link.port() + " (expected: NODE:PORT of the lab)";
        }
        try {
            LinkChange.check(link.settings());
            return "";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** The lab closes them. */
    private void openCaptures() throws IOException {
        for (Scenario.Capture capture : scenario.captures()) {
            lab.capture(capture.port(), Files.newOutputStream(Path.of(capture.file())));
        }
    }

    private void run() {
        VirtualTime time = lab.time();
        List<Scenario.Step> steps = new ArrayList<>(scenario.steps());
        // A stable sort: steps of one instant keep the file's order.
        steps.sort(Comparator.comparing(Scenario.Step::at));
        for (Scenario.Step step : steps) {
            if (step.action() instanceof Scenario.ExpectMail) {
                expectations.add(step);
            } else {
                pending++;
                time.loop().newTimer(() -> perform(step)).arm(step.at().toNanos());
            }
        }
        for (Scenario.Step step : expectations) {
            Duration left = step.at().minusNanos(time.clock().nanoTime());
            Scenario.ExpectMail expected = (Scenario.ExpectMail) step.action();
            boolean met = time.runUntil(() -> messagesAt(expected.node()) >= expected.count(), positive(left))
                    && messagesAt(expected.node()) == expected.count();
            print("mail at " + expected.node() + ": " + messagesAt(expected.node()) + " (expected: " + expected.count()
                    + " by " + step.at().toMillis() + " ms" + (met ? ", met)" : ", NOT MET)"));
            unmet += met ? 0 : 1;
        }
        if (!time.runUntil(() -> pending == 0, TimeWord.MAX_TIME)) {
            throw new IllegalStateException(pending + " steps have no end");
        }
    }

    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    private int messagesAt(String node) {
        return lab.services()
                .mailOn(node)
                .map(MailService::store)
                .map(store -> store.list(MAX_MESSAGES).size())
                .orElse(0);
    }

    private void perform(Scenario.Step step) {
        if (step.action() instanceof Scenario.Exec exec) {
            Device device = lab.lab().device(exec.node()).orElseThrow();
            ExecRun.start(lab.time().loop(), lab.lab().console(device), exec.command(), result -> {
                print(exec.node() + ": " + exec.command());
                out.print(result.output());
                pending--;
            });
        } else if (step.action() instanceof Scenario.Link link) {
            LinkChange.apply(lab.lab(), link.port(), link.settings());
            print("link " + link.port() + " " + String.join(" ", link.settings()));
            pending--;
        } else if (step.action() instanceof Scenario.SendMail mail) {
            print("mail: " + mail.count() + " from " + mail.from() + " to " + mail.to());
            var unused = MailBurst.start(lab, mail.from(), mail.to(), mail.count(), mail.mode())
                    .addListener((Future<MailBurst.Report> done) -> {
                        print("mail from " + mail.from() + ": " + done.getNow());
                        pending--;
                    });
        }
    }

    private String at(int line) {
        return scenario.file() + ":" + line + ": ";
    }

    private void print(String text) {
        long nanos = lab.time().clock().nanoTime();
        out.printf(Locale.ROOT, "%12.6f s  %s%n", nanos / 1e9, text);
    }
}
