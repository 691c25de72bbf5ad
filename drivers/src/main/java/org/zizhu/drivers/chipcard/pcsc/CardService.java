package org.zizhu.drivers.chipcard.pcsc;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import javax.smartcardio.CardTerminals;
import javax.smartcardio.TerminalFactory;
import jnasmartcardio.Smartcardio;

/** Where card readers are found: the system's card service, as javax.smartcardio gives it. */
@FunctionalInterface
public interface CardService {

    /**
     * Gets in touch with the service, if it is there. Each call takes one of the service's 200 places, until what it gave is
     * closed, where it can be ({@link AutoCloseable}).
     *
     * @throws NoSuchAlgorithmException when the service is not there
     */
    CardTerminals contact() throws NoSuchAlgorithmException;

    /**
     * The PC/SC service of this machine. By JNA rather than the JDK's own provider, which is stuck for ever once the
     * service has been restarted.
     */
    static CardService system() {
        Provider provider = new Smartcardio();
        return () -> {
            TerminalFactory factory = TerminalFactory.getInstance("PC/SC", null, provider);
            return factory.terminals();
        };
    }
}
