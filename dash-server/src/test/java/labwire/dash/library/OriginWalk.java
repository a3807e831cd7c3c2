package labwire.dash.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import labwire.dash.manifest.AdaptationSet;
import labwire.dash.manifest.ByteRange;
import labwire.dash.manifest.Mpd;
import labwire.dash.manifest.MpdReader;
import labwire.dash.manifest.MpdRules;
import labwire.dash.manifest.PeriodSpan;
import labwire.dash.manifest.Representation;
import labwire.dash.manifest.Resource;
import labwire.dash.manifest.SegmentAddress;
import labwire.dash.manifest.SegmentAddresses;
import labwire.dash.media.InitSegment;
import labwire.dash.media.SegmentFacts;
import labwire.dash.media.TrackKind;
import labwire.dash.origin.Origin;
import labwire.dash.origin.Outcome;

/** Walks through a manifest as a player would: every segment of every representation, in order, checked. */
final class OriginWalk {
    private static final URI SERVER = URI.create("http://video:8080/");

    private final Origin origin;
    private final String path;
    private final Instant now;
    private final Mpd mpd;
    private final Map<String, List<SegmentFacts>> segments = new LinkedHashMap<>();

    /** @param now when everything is asked for */
    OriginWalk(Origin origin, String path, Instant now) throws Exception {
        this.origin = origin;
        this.path = path;
        this.now = now;
        this.mpd = MpdReader.read(found(origin.find(path, now)).payload().toBytes());
        assertThat(MpdRules.check(mpd)).isEmpty();
    }

    static Outcome.Found found(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Found.class);
        return (Outcome.Found) outcome;
    }

    Mpd mpd() {
        return mpd;
    }

    /** The segments that {@link #walk} saw, by representation. */
    Map<String, List<SegmentFacts>> segments() {
        return segments;
    }

    /** Those of one representation. */
    List<SegmentFacts> segments(String id) {
        return Objects.requireNonNull(segments.get(id), id);
    }

    List<SegmentAddresses> addresses(String id) throws Exception {
        List<SegmentAddresses> found = new ArrayList<>();
        for (PeriodSpan span : mpd.spans()) {
            for (AdaptationSet set : span.period().adaptationSets()) {
                for (Representation representation : set.representations()) {
                    if (representation.id().equals(id)) {
                        found.add(SegmentAddresses.of(mpd, SERVER.resolve(path), span, set, representation));
                    }
                }
            }
        }
        return found;
    }

    byte[] fetch(Resource resource) throws Exception {
        assertThat(resource.range()).map(ByteRange::toString).isEmpty();
        return found(origin.find(resource.uri().getPath().substring(1), now))
                .payload()
                .toBytes();
    }

    /** Fetches and checks all that can be had now. */
    OriginWalk walk() throws Exception {
        for (PeriodSpan span : mpd.spans()) {
            for (AdaptationSet set : span.period().adaptationSets()) {
                for (Representation representation : set.representations()) {
                    SegmentAddresses addresses =
                            SegmentAddresses.of(mpd, SERVER.resolve(path), span, set, representation);
                    switch (set.contentType()) {
                        case "video", "audio" -> media(representation.id(), addresses);
                        case "image" -> images(addresses);
                        default ->
                            assertThat(origin.find(sibling(representation.id() + ".vtt"), now))
                                    .isInstanceOf(Outcome.Found.class);
                    }
                }
            }
        }
        return this;
    }

    private String sibling(String file) {
        return path.replaceFirst("[^/]*$", file);
    }

    private void images(SegmentAddresses addresses) throws Exception {
        for (long number = addresses.first(now); number <= addresses.last(now); number++) {
            assertThat(fetch(addresses.at(number).resource())).startsWith(0xFF, 0xD8);
        }
    }

    private void media(String id, SegmentAddresses addresses) throws Exception {
        InitSegment init = InitSegment.read(fetch(addresses.initialization().orElseThrow()));
        List<SegmentFacts> seen = segments.computeIfAbsent(id, unseen -> new ArrayList<>());
        // A period that has just begun, or is just about to leave the window, may have none.
        assertThat(mpd.periods().size() > 1 || addresses.last(now) >= addresses.first(now))
                .isTrue();
        for (long number = addresses.first(now); number <= addresses.last(now); number++) {
            SegmentAddress address = addresses.at(number);
            SegmentFacts facts = SegmentFacts.read(fetch(address.resource()), init);
            assertThat(facts.problems()).as("%s %s", id, address.uri()).isEmpty();
            assertThat(facts.startsWithSync()).isTrue();
            boolean exact =
                    address.uri().getPath().contains("=time") || init.info().kind() == TrackKind.VIDEO;
            long scaled = address.startTicks() * init.info().timescale() / address.timescale();
            long tolerance = exact ? 0 : init.info().timescale() / 20;
            assertThat(facts.presentationTime()).isBetween(scaled - tolerance, scaled + tolerance);
            if (!seen.isEmpty()) {
                assertThat(facts.decodeTime())
                        .as("%s follows the one before", address.uri())
                        .isEqualTo(seen.get(seen.size() - 1).endDecodeTime());
            }
            seen.add(facts);
        }
    }
}
