package labwire.dash.report;

import java.util.Locale;

/** What the colours mean, in a row from the left; each label behind a swatch in its own style. */
final class ChartLegend {
    private static final double SWATCH_WIDTH = 18;
    private static final double LABEL_AT = 24;
    private static final double LETTER_WIDTH = 6.4;
    private static final double GAP = 16;

    private final StringBuilder svg;
    private final double middle;
    private double x;

    ChartLegend(StringBuilder svg, double left, double middle) {
        this.svg = svg;
        this.x = left;
        this.middle = middle;
    }

    void line(String style, String label) {
        entry(
                String.format(
                        Locale.ROOT, "<path class=\"%s\" d=\"M%.1f %.1fh%.0f\"/>", style, x, middle, SWATCH_WIDTH),
                label);
    }

    void dot(String style, String label) {
        entry(
                String.format(
                        Locale.ROOT, "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>", style, x + 12, middle),
                label);
    }

    void area(String style, String label) {
        entry(
                String.format(
                        Locale.ROOT,
                        "<path class=\"%s\" d=\"M%.1f %.1fh%.0fv12h-18z\"/>",
                        style,
                        x,
                        middle - 6,
                        SWATCH_WIDTH),
                label);
    }

    void mark(String style, String label) {
        entry(
                String.format(Locale.ROOT, "<path class=\"%s\" d=\"M%.1f %.1fh10l-5 9z\"/>", style, x + 7, middle - 5),
                label);
    }

    private void entry(String swatch, String label) {
        svg.append(swatch)
                .append(String.format(
                        Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\">%s</text>", x + LABEL_AT, middle + 4, label))
                .append('\n');
        x += LABEL_AT + label.length() * LETTER_WIDTH + GAP;
    }
}
