package labwire.dash.server.site;

import labwire.dash.server.fault.FaultPlan;
import labwire.dash.server.http.Response;

/**
 * A response, and what it was about.
 *
 * @param plan what is to go wrong with it on its way
 */
public record Answer(Response response, Kind kind, FaultPlan plan) {
    Answer(Response response, Kind kind) {
        this(response, kind, FaultPlan.NONE);
    }

    Answer with(FaultPlan other) {
        return other == plan ? this : new Answer(response, kind, other);
    }
}
