<%@ page contentType="text/plain; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true"
    import="java.util.Locale, javax.imageio.ImageReader, javax.imageio.spi.IIORegistry, javax.imageio.spi.ImageReaderSpi" %>
<%-- Everything an application can leave behind, so that a check which finds nothing is known to have looked. --%>
<%!
    public static final class PlantedValue {}

    public static final class PlantedProvider extends ImageReaderSpi {
        public PlantedProvider() {
            super("planted", "1", new String[] {"planted"}, null, null, "Planted",
                    new Class<?>[] {Object.class}, null, false, null, null, null, null, false, null, null, null, null);
        }

        @Override
        public boolean canDecodeInput(Object source) {
            return false;
        }

        @Override
        public ImageReader createReaderInstance(Object extension) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getDescription(Locale locale) {
            return "planted";
        }
    }

    private static final ThreadLocal<PlantedValue> PLANTED = new ThreadLocal<>();
%>
<%
    Thread thread = new Thread(() -> {
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }, "planted-thread");
    thread.setDaemon(true);
    thread.start();
    PLANTED.set(new PlantedValue());
    IIORegistry.getDefaultInstance().registerServiceProvider(new PlantedProvider());
    out.println("planted");
%>
