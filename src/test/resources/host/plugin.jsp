<%@ page contentType="text/plain; charset=UTF-8" pageEncoding="UTF-8" session="false"
    import="java.util.Iterator, java.util.Locale, java.util.concurrent.atomic.AtomicInteger, javax.imageio.ImageReader, javax.imageio.spi.IIORegistry, javax.imageio.spi.ImageReaderSpi" %>
<%!
    /** Says that it reads every JPEG, and counts who asks. */
    public static final class OwnReaderSpi extends ImageReaderSpi {
        static final AtomicInteger ASKED = new AtomicInteger();

        public OwnReaderSpi() {
            super("the old site", "1", new String[] {"jpeg"}, new String[] {"jpg"}, new String[] {"image/jpeg"},
                    "none.Reader", new Class[] {Object.class}, null, false, null, null, null, null, false, null, null,
                    null, null);
        }

        public boolean canDecodeInput(Object source) {
            ASKED.incrementAndGet();
            return true;
        }

        public ImageReader createReaderInstance(Object extension) {
            ASKED.incrementAndGet();
            throw new IllegalStateException("asked for a reader");
        }

        public String getDescription(Locale locale) {
            return "a plug-in of the site";
        }
    }
%>
<%
    IIORegistry registry = IIORegistry.getDefaultInstance();
    String query = String.valueOf(request.getQueryString());
    if (query.equals("plant")) {
        registry.registerServiceProvider(new OwnReaderSpi(), ImageReaderSpi.class);
    } else if (query.equals("remove")) {
        registry.deregisterServiceProvider(registry.getServiceProviderByClass(OwnReaderSpi.class), ImageReaderSpi.class);
    }
    int planted = 0;
    for (Iterator<ImageReaderSpi> all = registry.getServiceProviders(ImageReaderSpi.class, false); all.hasNext();) {
        planted += all.next() instanceof OwnReaderSpi ? 1 : 0;
    }
    out.println("planted " + planted);
    out.println("asked " + OwnReaderSpi.ASKED.get());
%>
