package labwire.dash.media;

import java.util.Arrays;

/** Chooses among the points where a track may be cut. */
final class Cutter {
    /** Computes the size of the segment from one sample or fragment to before another. */
    interface Sizes {
        long bytes(int firstUnit, int endUnit);
    }

    private final CutPoints points;
    private int[] chosen = new int[16];
    private int count;

    private Cutter(CutPoints points) {
        this.points = points;
        choose(0);
    }

    private void choose(int point) {
        if (count == chosen.length) {
            chosen = Arrays.copyOf(chosen, count * 2);
        }
        chosen[count++] = point;
    }

    private int last() {
        return chosen[count - 1];
    }

    static SegmentIndex cut(CutPoints points, double targetSeconds, Sizes sizes) {
        if (!(targetSeconds > 0)) {
            throw new IllegalArgumentException("segments of " + targetSeconds + " s (expected: more than 0)");
        }
        Cutter cutter = new Cutter(points);
        double target = targetSeconds * points.timescale();
        double begin = points.decodeTime(0);
        for (long k = 1; cutter.last() < points.count() - 1; k++) {
            double wanted = points.everywhere() ? begin + k * target : points.decodeTime(cutter.last()) + target;
            int point = cutter.nearest(wanted);
            if (cutter.beyondEnd(wanted, point)) {
                break;
            }
            cutter.choose(Math.max(point, cutter.last() + 1));
        }
        return cutter.index(sizes);
    }

    static SegmentIndex cutLike(CutPoints points, SegmentIndex other, Sizes sizes) {
        Cutter cutter = new Cutter(points);
        double rate = (double) points.timescale() / other.timescale();
        for (int segment = 1; segment < other.count(); segment++) {
            double wanted = other.startTicks(segment) * rate - points.lead();
            int point = cutter.nearest(wanted);
            if (point > cutter.last() && !cutter.beyondEnd(wanted, point)) {
                cutter.choose(point);
            }
        }
        return cutter.index(sizes);
    }

    /** Whether the track's end is nearer to what is wanted than the last point is. */
    private boolean beyondEnd(double wanted, int point) {
        return point == points.count() - 1
                && Math.abs(points.endTime() - wanted) <= Math.abs(wanted - points.decodeTime(point));
    }

    /** The point nearest to a time, the earlier of two. */
    private int nearest(double time) {
        int low = 0;
        int high = points.count() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (points.decodeTime(middle) < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        boolean earlierIsNearer =
                low > 0 && time - points.decodeTime(low - 1) <= Math.abs(points.decodeTime(low) - time);
        return earlierIsNearer ? low - 1 : low;
    }

    private SegmentIndex index(Sizes sizes) {
        long[] times = new long[count + 1];
        int[] units = new int[count + 1];
        for (int i = 0; i < count; i++) {
            times[i] = points.decodeTime(chosen[i]);
            units[i] = points.unit(chosen[i]);
        }
        times[count] = points.endTime();
        units[count] = points.endUnit();
        long[] bytes = new long[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = sizes.bytes(units[i], units[i + 1]);
        }
        return new SegmentIndex(points.timescale(), points.lead(), times, units, bytes);
    }
}
