# Reports one error with a cause, as a program does whose DSN was changed.
require 'json'
require 'sentry-ruby'

Sentry.init do |config|
  config.dsn = ENV.fetch('TARGET_DSN')
  config.environment = 'production'
  config.enabled_environments = ['production']
  config.release = '1.4.2'
  config.server_name = 'web-1'
  config.background_worker_threads = 0
  # The client calls only what fits this the application's own.
  config.app_dirs_pattern = %r{.*/sentry\.rb}
end
Sentry.set_user(id: '7', email: 'ann@shop.example')
Sentry.set_tags(area: 'checkout')
Sentry.add_breadcrumb(Sentry::Breadcrumb.new(category: 'basket', message: 'added 1 item', level: 'info'))

def find_stock
  raise KeyError, 'stock is empty'
end

def place_order
  find_stock
rescue KeyError
  raise ArgumentError, ENV.fetch('MARKER')
end

begin
  place_order
rescue ArgumentError => e
  event = Sentry.capture_exception(e)
end
puts JSON.generate(id: event&.event_id)
