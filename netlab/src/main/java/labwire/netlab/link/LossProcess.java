package labwire.netlab.link;

import java.util.random.RandomGenerator;

/** A loss model at work in one direction of a cable. */
final class LossProcess {
    private final RandomGenerator random;
    private LossModel model = LossModel.NONE;
    /** Of a model in bursts. */
    private boolean bad;

    LossProcess(RandomGenerator random) {
        this.random = random;
    }

    /** A cable whose model is replaced is a good one at first. */
    void model(LossModel newModel) {
        if (!newModel.equals(model)) {
            model = newModel;
            bad = false;
        }
    }

    /** Whether the next frame is lost. */
    boolean takesNext() {
        if (model instanceof LossModel.GilbertElliott bursts) {
            bad = chance(bad ? bursts.toGood() : bursts.toBad()) != bad;
            return chance(bad ? bursts.lossInBad() : bursts.lossInGood());
        }
        return chance(((LossModel.Independent) model).chance());
    }

    private boolean chance(double chance) {
        return chance > 0 && random.nextDouble() < chance;
    }
}
