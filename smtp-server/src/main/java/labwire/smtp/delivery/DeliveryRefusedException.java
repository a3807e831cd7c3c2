package labwire.smtp.delivery;

/** A message was not taken, and nothing of it was kept that anyone will see. */
public final class DeliveryRefusedException extends Exception {

    private final Refusal refusal;

    public DeliveryRefusedException(Refusal refusal, String message, Throwable cause) {
        super(message, cause);
        this.refusal = refusal;
    }

    public DeliveryRefusedException(Refusal refusal, String message) {
        super(message);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
