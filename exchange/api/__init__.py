"""What the process of the test network answers: Twilio's REST API in small, and the calls of the browser phone."""
