package labwire.dash.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures that are asked for first, in a line. */
public final class Headline {
    private Headline() {}

    public static String of(SessionReport report) {
        QualityFigures figures = report.figures();
        List<String> parts = new ArrayList<>();
        parts.add("mean bitrate " + Texts.rate(figures.meanBitrate()));
        parts.add(Texts.count(figures.switches(), "switch", "switches"));
        parts.add(
                figures.stalls() == 0
                        ? "no stalls"
                        : Texts.count(figures.stalls(), "stall", "stalls") + " of " + Texts.seconds(figures.stalled())
                                + " (" + Texts.percent(figures.rebufferRatio()) + ")");
        parts.add(
                figures.startUp() < 0
                        ? "never started"
                        : String.format(Locale.ROOT, "start-up %.2f s", figures.startUp()));
        parts.add("played " + Texts.clock(figures.played()));
        parts.add(Texts.bytes(figures.bytes()));
        return String.join(" · ", parts);
    }
}
