package labwire.dash.report;

/** The {@code d} of an SVG path, point by point. */
final class ChartPath {
    private final StringBuilder data = new StringBuilder();

    void to(double x, double y) {
        data.append(data.isEmpty() ? 'M' : 'L')
                .append(ChartScale.text(x))
                .append(' ')
                .append(ChartScale.text(y));
    }

    /** Level until x, then straight to y. */
    void step(double x, double y) {
        if (data.isEmpty()) {
            to(x, y);
        } else {
            across(x);
            data.append('V').append(ChartScale.text(y));
        }
    }

    void across(double x) {
        data.append('H').append(ChartScale.text(x));
    }

    @Override
    public String toString() {
        return data.isEmpty() ? "M0 0" : data.toString();
    }
}
